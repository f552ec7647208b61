mae_add_test(tst_session.cpp LIBS mae::session LABELS threads)
