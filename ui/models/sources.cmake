target_sources(mae_ui PRIVATE
    models/gallery_model.h models/gallery_model.cpp)
