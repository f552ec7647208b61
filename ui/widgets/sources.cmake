target_sources(mae_ui PRIVATE
    widgets/config_form.cpp widgets/config_form.h
    widgets/config_form_builder.cpp widgets/config_form_builder.h
    widgets/curve_data.cpp widgets/curve_data.h
    widgets/curve_plot.cpp widgets/curve_plot.h
    widgets/form_row.cpp widgets/form_row.h
    widgets/number_box.cpp widgets/number_box.h
    widgets/paths_edit.cpp widgets/paths_edit.h
)
