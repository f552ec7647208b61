mae_core_sources(baselines.h display.h reconstruct.h reconstruction.h)
