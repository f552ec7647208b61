mae_core_sources(decode.h transform.h image_folder.h scenes.h picture_source.h batcher.h)
