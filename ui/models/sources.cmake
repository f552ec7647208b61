target_sources(mae_ui PRIVATE
    models/argument_table_model.h models/argument_table_model.cpp
    models/checkpoint_list_model.h models/checkpoint_list_model.cpp
    models/figure.h models/figure.cpp
    models/figure_row.h models/figure_row.cpp
    models/film.h
    models/gallery_model.h models/gallery_model.cpp
    models/heat_scale.h models/heat_scale.cpp
    models/layer_table_model.h models/layer_table_model.cpp
    models/measure.h models/measure.cpp
    models/picture_cell.h models/picture_cell.cpp
    models/report_text.h models/report_text.cpp models/report_sentences.cpp
    models/run_table_model.h models/run_table_model.cpp models/run_table_cells.cpp
    models/row_table_model.h models/row_table_model.cpp
    models/search_model.h models/search_model.cpp
    models/surprise_model.h models/surprise_model.cpp
    models/tensor_table_model.h models/tensor_table_model.cpp
    models/view_figures.h models/view_figures.cpp
    models/duration_text.h models/duration_text.cpp
)
