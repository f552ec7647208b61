target_sources(mae_ui PRIVATE
    models/gallery_model.h models/gallery_model.cpp
    models/run_table_model.h models/run_table_model.cpp
)
