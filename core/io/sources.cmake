mae_core_sources(bundled.h model_card.h model_file.h run_folder.h safetensors.cpp safetensors.h
    safetensors_format.h safetensors_header.cpp)
