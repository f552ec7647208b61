mae_core_sources(baselines.cpp baselines.h display.h model_input.cpp model_input.h patch_display.cpp
    patch_display.h reconstruct.cpp reconstruct.h reconstruction.h whole_picture.cpp)
