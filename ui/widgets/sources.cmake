target_sources(mae_ui PRIVATE
    widgets/attention_bar.h widgets/attention_bar.cpp
    widgets/attention_view.h widgets/attention_view.cpp
    widgets/averages_view.h widgets/averages_view.cpp
    widgets/bar_delegate.h widgets/bar_delegate.cpp
    widgets/blink_view.h widgets/blink_view.cpp
    widgets/cell_grid.h widgets/cell_grid.cpp widgets/cell_grid_paint.cpp
    widgets/cell_layout.h widgets/cell_layout.cpp
    widgets/compare_view.h widgets/compare_view.cpp widgets/compare_view_setup.cpp
    widgets/config_form.h widgets/config_form.cpp
    widgets/config_form_builder.h widgets/config_form_builder.cpp
    widgets/crisp_picture.h widgets/crisp_picture.cpp
    widgets/curtain_view.h widgets/curtain_view.cpp
    widgets/curve_canvas.h widgets/curve_canvas.cpp
    widgets/curve_chart.h widgets/curve_chart.cpp widgets/curve_readout.cpp
    widgets/curve_data.h widgets/curve_data.cpp
    widgets/curve_plot.h widgets/curve_plot.cpp widgets/curve_plot_chart.cpp widgets/curve_plot_export.cpp
    widgets/curve_plot_pointer.cpp
    widgets/curve_sampling.h widgets/curve_sampling.cpp
    widgets/difference_table.h widgets/difference_table.cpp
    widgets/document_header.h widgets/document_header.cpp
    widgets/elided_label.h widgets/elided_label.cpp
    widgets/error_view.h widgets/error_view.cpp
    widgets/extreme_pyramid.h widgets/extreme_pyramid.cpp
    widgets/explore_view.h widgets/explore_view.cpp
    widgets/export_dialog.h widgets/export_dialog.cpp
    widgets/file_table.h widgets/file_table.cpp
    widgets/picture_report_view.h widgets/picture_report_view.cpp
    widgets/sample_view.h widgets/sample_view.cpp
    widgets/file_edit.h widgets/file_edit.cpp
    widgets/folder_list.h widgets/folder_list.cpp
    widgets/flow_layout.h widgets/flow_layout.cpp
    widgets/form_row.h widgets/form_row.cpp
    widgets/frame_picker.h widgets/frame_picker.cpp
    widgets/gallery_view.h widgets/gallery_view.cpp
    widgets/head_strip.h widgets/head_strip.cpp
    widgets/heat_legend.h widgets/heat_legend.cpp
    widgets/histogram_view.h widgets/histogram_view.cpp
    widgets/image_view.h widgets/image_view.cpp widgets/image_view_paint.cpp
    widgets/leave_one_out_view.h widgets/leave_one_out_view.cpp
    widgets/linked_view.h widgets/linked_view.cpp
    widgets/marked_view.h widgets/marked_view.cpp
    widgets/mask_canvas.h widgets/mask_canvas.cpp widgets/mask_canvas_paint.cpp
    widgets/mask_form.h widgets/mask_form.cpp
    widgets/mask_thumbnail.h widgets/mask_thumbnail.cpp
    widgets/message_bar.h widgets/message_bar.cpp
    widgets/model_card_view.h widgets/model_card_view.cpp
    widgets/model_choices.h widgets/model_choices.cpp
    widgets/number_box.h widgets/number_box.cpp
    widgets/numbers_view.h widgets/numbers_view.cpp
    widgets/paint_form.h widgets/paint_form.cpp widgets/paint_actions.cpp
    widgets/panel_scroll.h widgets/panel_scroll.cpp
    widgets/mean_std_choice.h widgets/mean_std_choice.cpp
    widgets/size_bars.h widgets/size_bars.cpp
    widgets/validation_edit.h widgets/validation_edit.cpp
    widgets/paths_edit.h widgets/paths_edit.cpp
    widgets/picture_row_view.h widgets/picture_row_view.cpp
    widgets/picture_stage.h widgets/picture_stage.cpp
    widgets/plot_numbers.h widgets/plot_numbers.cpp
    widgets/probe_strip.h widgets/probe_strip.cpp
    widgets/problem_list.h widgets/problem_list.cpp
    widgets/progress_line.h widgets/progress_line.cpp
    widgets/rail.h widgets/rail.cpp
    widgets/ratio_chart.h widgets/ratio_chart.cpp widgets/ratio_chart_paint.cpp
    widgets/ratio_control.h widgets/ratio_control.cpp
    widgets/ratio_plot.h widgets/ratio_plot.cpp
    widgets/ratio_strip_view.h widgets/ratio_strip_view.cpp
    widgets/run_delegate.h widgets/run_delegate.cpp
    widgets/search_table.h widgets/search_table.cpp
    widgets/segments.h widgets/segments.cpp
    widgets/settings_table.h widgets/settings_table.cpp
    widgets/sheet_view.h widgets/sheet_view.cpp
    widgets/steps_canvas.h widgets/steps_canvas.cpp
    widgets/steps_controls.h widgets/steps_controls.cpp
    widgets/steps_example.cpp
    widgets/steps_frame.h widgets/steps_frame.cpp
    widgets/steps_ink.h widgets/steps_ink.cpp
    widgets/steps_layout.h widgets/steps_layout.cpp widgets/steps_places.cpp
    widgets/steps_paint.h widgets/steps_paint.cpp widgets/steps_paint_decode.cpp
    widgets/steps_paint_encode.cpp widgets/steps_paint_patches.cpp widgets/steps_paint_tokens.cpp
    widgets/steps_player.h widgets/steps_player.cpp
    widgets/steps_scene.h widgets/steps_scene.cpp
    widgets/steps_view.h widgets/steps_view.cpp
    widgets/steps_words.h widgets/steps_words.cpp
    widgets/strategy_settings.h widgets/strategy_settings.cpp
    widgets/strategy_strip_view.h widgets/strategy_strip_view.cpp
    widgets/strip_view.h widgets/strip_view.cpp
    widgets/surprise_list.h widgets/surprise_list.cpp
    widgets/swipe_view.h widgets/swipe_view.cpp
    widgets/task_line.h widgets/task_line.cpp
    widgets/triptych_view.h widgets/triptych_view.cpp
    widgets/whole_view.h widgets/whole_view.cpp
    widgets/window_canvas.h widgets/window_canvas.cpp
    widgets/plan_view.h widgets/plan_view.cpp
    widgets/schedule_chart.h widgets/schedule_chart.cpp
)
