mae_core_sources(crc32c.cpp crc32c.h device.cpp device.h error.cpp error.h files.cpp files.h image.h json_limits.cpp json_limits.h
    log.cpp log.h number.cpp number.h overloaded.h parallel.cpp parallel.h progress.h resident_memory.cpp resident_memory.h shell_word.cpp shell_word.h rng.cpp rng.h tensor.h unfinished_file.cpp unfinished_file.h version.cpp version.h)
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/version.cpp PROPERTIES
    COMPILE_DEFINITIONS MAE_VERSION="${PROJECT_VERSION}")
