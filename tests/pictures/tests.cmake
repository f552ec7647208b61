mae_add_test(tst_transform.cpp LIBS mae::core)
mae_add_test(tst_batcher.cpp LIBS mae::core LABELS threads)
mae_add_test(tst_decode.cpp LIBS mae::core opencv_imgcodecs)
mae_add_test(tst_image_folder.cpp LIBS mae::core LABELS threads)
