mae_core_sources(display.h reconstruction.h)
