mae_add_test(tst_crc32c.cpp LIBS mae::core)
mae_add_test(tst_safetensors.cpp LIBS mae::core)
mae_add_test(tst_outbox.cpp LIBS mae::core LABELS threads)
mae_add_test(tst_inbox.cpp LIBS mae::core LABELS threads)
