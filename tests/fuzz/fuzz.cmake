# Fuzzers of whatever reads files from strangers; preset fuzz, clang only.
#   build/fuzz/tests/fuzz_safetensors --write-corpus /tmp/corpus
#   build/fuzz/tests/fuzz_safetensors /tmp/corpus -max_total_time=300 -max_len=8192
foreach(name fuzz_safetensors fuzz_decode)
    add_executable(${name} ${CMAKE_CURRENT_LIST_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE mae::core)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endforeach()
