mae_core_sources(assemble_model.cpp assemble_model.h convert_model.cpp convert_model.h bundled.cpp bundled.h export_model.cpp
    export_model.h finite.cpp finite.h guess_target.cpp guess_target.h huggingface.cpp huggingface.h
    inspection.cpp inspection.h model_card.h model_file.cpp model_file.h model_hints.cpp model_hints.h
    model_layout.cpp model_layout.h model_location.cpp model_location.h model_report.cpp model_report.h
    model_sizes.cpp model_sizes.h model_source.cpp model_source.h naming_schemes.cpp pickle.cpp pickle.h
    pickle_input.h published_sizes.cpp published_sizes.h published_weights.cpp published_weights.h
    read_buffer.cpp read_buffer.h run_folder.cpp run_folder.h run_notes.cpp run_notes.h safetensors.cpp safetensors.h
    safetensors_file.cpp safetensors_file.h safetensors_format.h safetensors_header.cpp
    tensor_statistics.cpp tensor_statistics.h torch_file.cpp torch_file.h torch_values.cpp
    torch_values.h torch_writer.cpp torch_writer.h weight_pictures.cpp weight_pictures.h wording.cpp wording.h
    tensorboard.cpp tensorboard.h weight_reader.cpp weight_reader.h zip_archive.cpp zip_archive.h)

# What bundled.cpp puts into the program; a change of a file rebuilds it.
set(mae_bundled models/bundled.safetensors samples/clogs.jpg samples/dress.jpg samples/hat.jpg
    samples/jacket.jpg samples/sandals.jpg samples/shirt.jpg samples/skirt.jpg samples/t-shirt.jpg
    samples/trousers.jpg)
list(TRANSFORM mae_bundled PREPEND ${PROJECT_SOURCE_DIR}/resources/)
set_property(SOURCE ${CMAKE_CURRENT_LIST_DIR}/bundled.cpp APPEND PROPERTY
    COMPILE_DEFINITIONS MAE_RESOURCES="${PROJECT_SOURCE_DIR}/resources")
set_property(SOURCE ${CMAKE_CURRENT_LIST_DIR}/bundled.cpp APPEND PROPERTY
    OBJECT_DEPENDS ${mae_bundled})
