mae_core_sources(attend.cpp attend.h attention_maps.cpp attention_maps.h baselines.cpp baselines.h
    colour_map.cpp colour_map.h compose.cpp compose.h compose_maps.cpp compose_maps.h crop_frame.cpp crop_frame.h
    display.h encoder_look.h error_map.cpp error_map.h experiment.cpp experiment.h experiment_json.cpp
    fastest_type.cpp fastest_type.h features.cpp features.h fitted_picture.cpp knn.cpp knn.h
    leave_one_out.h leave_out.cpp leave_out.h look.cpp look.h model_input.cpp model_input.h patch_display.cpp
    patch_display.h ratio_sweep.cpp ratio_sweep.h reconstruct.cpp reconstruct.h reconstruction.h reconstruction_of.h step_trace.h tiled.cpp tiled.h
    trace.cpp trace.h whole_picture.cpp whole_picture.h whole_picture_maker.cpp whole_picture_maker.h training_samples.cpp training_samples.h)
