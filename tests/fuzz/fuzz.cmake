# Fuzzers of whatever reads files from strangers; preset fuzz, clang only. run.sh builds and runs them.
#   build/fuzz/tests/fuzz_pickle --write-corpus /tmp/corpus
#   build/fuzz/tests/fuzz_pickle /tmp/corpus -max_total_time=300
set(core ${PROJECT_SOURCE_DIR}/core)

# The readers alone: the whole engine takes minutes to compile. If the linker misses something, a
# reader needs one more file.
add_library(fuzz_readers STATIC EXCLUDE_FROM_ALL
    ${core}/base/crc32c.cpp ${core}/base/error.cpp ${core}/base/files.cpp ${core}/base/log.cpp
    ${core}/base/json_limits.cpp ${core}/base/number.cpp ${core}/base/rng.cpp
    ${core}/base/unfinished_file.cpp
    ${core}/config/config_json.cpp ${core}/config/model_config.cpp ${core}/config/setting_access.cpp ${core}/config/train_config.cpp
    ${core}/config/validate.cpp ${core}/masking/mask_schedule.cpp
    ${core}/io/guess_target.cpp ${core}/io/huggingface.cpp ${core}/io/model_hints.cpp
    ${core}/io/model_layout.cpp ${core}/io/model_sizes.cpp ${core}/io/naming_schemes.cpp
    ${core}/io/pickle.cpp ${core}/io/published_sizes.cpp ${core}/io/published_weights.cpp
    ${core}/io/read_buffer.cpp ${core}/io/safetensors.cpp ${core}/io/safetensors_file.cpp
    ${core}/io/safetensors_header.cpp ${core}/io/torch_file.cpp ${core}/io/torch_values.cpp
    ${core}/io/weight_reader.cpp ${core}/io/wording.cpp ${core}/io/zip_archive.cpp
    ${core}/masking/patch_content.cpp ${core}/masking/sample_mask.cpp ${core}/model/positions.cpp ${core}/model/weights.cpp
    ${CMAKE_CURRENT_LIST_DIR}/fuzz_support.cpp)
target_link_libraries(fuzz_readers PUBLIC mae_flags LibTorch::cpu nlohmann_json::nlohmann_json ZLIB::ZLIB opencv_core)

# mae_add_fuzzer(<name> <library>)  the target fuzzers builds all that read with fuzz_readers
add_custom_target(fuzzers)
function(mae_add_fuzzer name library)
    add_executable(${name} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE ${library})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    if(library STREQUAL fuzz_readers)
        add_dependencies(fuzzers ${name})
    endif()
endfunction()

foreach(name fuzz_pickle fuzz_torch_file fuzz_shapes fuzz_safetensors fuzz_json)
    mae_add_fuzzer(${name} fuzz_readers)
endforeach()
set_target_properties(fuzz_readers PROPERTIES AUTOMOC OFF)
mae_add_fuzzer(fuzz_decode mae::core) # pictures: with the whole engine
