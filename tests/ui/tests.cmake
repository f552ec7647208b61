mae_add_test(tst_session.cpp LIBS mae::session LABELS threads)
mae_add_test(tst_core_texts.cpp LIBS mae::core)
