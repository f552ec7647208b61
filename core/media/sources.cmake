mae_core_sources(animation.h animation.cpp animation_sink.h camera.h camera.cpp gif_sink.cpp mp4_sink.cpp palette.h palette.cpp
    video/library.h video/library.cpp video/module.h)

# OpenCV's videoio brings FFmpeg and GStreamer, some 200 libraries: in a library of its own, which
# video/library.cpp loads when it is first needed, the program starts without them.
add_library(mae_video MODULE ${CMAKE_CURRENT_LIST_DIR}/video/module.cpp)
target_link_libraries(mae_video PRIVATE mae_flags opencv_core opencv_videoio)
set_target_properties(mae_video PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${MAE_MODULE_DIR} INSTALL_RPATH "")
add_dependencies(mae_core mae_video)
install(TARGETS mae_video LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/mae-explorer)
