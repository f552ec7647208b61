mae_core_sources(decode.h transform.h transform.cpp image_folder.h
    scenes.h scenes.cpp scenes/geometry.h scenes/colour.h scenes/colour.cpp scenes/canvas.h
    scenes/canvas.cpp scenes/painters.h scenes/patterns.cpp
    picture_cache.h picture_cache.cpp picture_source.h picture_source.cpp
    batcher.h batcher.cpp sample_order.cpp)
