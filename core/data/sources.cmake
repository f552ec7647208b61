mae_core_sources(
    decode.h decode.cpp encode_png.cpp codecs/byte_view.h codecs/codecs.h codecs/exif.h
    codecs/exif.cpp codecs/file_kind.h codecs/file_kind.cpp codecs/bmp.cpp codecs/gif.cpp
    codecs/jpeg.cpp codecs/png.cpp codecs/pnm.cpp codecs/tiff.cpp codecs/webp.cpp
    folder_index.h folder_index.cpp folder_walk.h folder_walk.cpp image_folder.h image_folder.cpp folder_scan.h scan_folder.cpp scan_memory.cpp picture_report.h picture_report.cpp transform.h transform.cpp
    resample.h resample.cpp
    scenes.h scenes.cpp scenes/geometry.h scenes/colour.h scenes/colour.cpp scenes/canvas.h
    scenes/canvas.cpp scenes/backdrops.h scenes/backdrops.cpp scenes/painters.h
    scenes/animals.cpp scenes/buildings.cpp scenes/cars.cpp scenes/faces.cpp scenes/letters.cpp
    scenes/outdoors.cpp scenes/patterns.cpp scenes/plants.cpp scenes/solids.cpp
    fingerprint.h folder_source.h folder_source.cpp scene_source.h scene_source.cpp
    joined_source.h joined_source.cpp picture_cache.h picture_cache.cpp random_batch.cpp picture_source.h picture_source.cpp training_pictures.h training_pictures.cpp batcher.h batcher.cpp sample_maker.h sample_maker.cpp sample_order.cpp colour_jitter.h colour_jitter.cpp)
