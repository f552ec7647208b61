mae_core_sources(baselines.cpp baselines.h compose.cpp compose.h display.h encoder_look.h experiment.cpp experiment.h
    experiment_json.cpp fastest_type.cpp fastest_type.h features.cpp features.h knn.cpp knn.h look.cpp look.h
    model_input.cpp model_input.h patch_display.cpp patch_display.h reconstruct.cpp reconstruct.h reconstruction.h
    whole_picture.cpp)
