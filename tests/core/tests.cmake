mae_add_test(tst_crc32c.cpp LIBS mae::core)
mae_add_test(tst_safetensors.cpp LIBS mae::core)
