target_sources(mae_ui PRIVATE
    panels/about_dialog.h panels/about_dialog.cpp
    panels/checkpoint_list.h panels/checkpoint_list.cpp
    panels/continue_dialog.h panels/continue_dialog.cpp
    panels/convert_dialog.h panels/convert_dialog.cpp panels/convert_dialog_setup.cpp
    panels/curve_panel.h panels/curve_panel.cpp
    panels/explore_actions.h panels/explore_actions.cpp
    panels/explore_inspector.h panels/explore_inspector.cpp
    panels/explore_workspace.h panels/explore_workspace.cpp panels/explore_workspace_setup.cpp
    panels/explore_workspace_files.cpp panels/explore_workspace_mask.cpp
    panels/explore_workspace_experiment.cpp panels/explore_workspace_camera.cpp
    panels/explore_workspace.h panels/explore_workspace.cpp panels/explore_workspace_files.cpp
    panels/gallery_numbers_panel.h panels/gallery_numbers_panel.cpp
    panels/gallery_panel.h panels/gallery_panel.cpp
    panels/measurable.h panels/measurable.cpp
    panels/model_menu.h panels/model_menu.cpp
    panels/models_workspace.h panels/models_workspace.cpp panels/models_workspace_setup.cpp
    panels/data_panel.h panels/data_panel.cpp panels/data_panel_setup.cpp
    panels/pictures_panel.h panels/pictures_panel.cpp
    panels/new_run_panel.h panels/new_run_panel.cpp
    panels/probe_film_dialog.h panels/probe_film_dialog.cpp
    panels/probe_panel.h panels/probe_panel.cpp panels/probe_panel_setup.cpp
    panels/ratio_curve_panel.h panels/ratio_curve_panel.cpp
    panels/run_history.h panels/run_history.cpp
    panels/train_workspace_table.cpp
    panels/run_header.h panels/run_header.cpp
    panels/run_list.h panels/run_list.cpp
    panels/run_panel.h panels/run_panel.cpp
    panels/run_watch.h panels/run_watch.cpp
    panels/save_dialog.h panels/save_dialog.cpp
    panels/shortcuts_dialog.h panels/shortcuts_dialog.cpp
    panels/tensor_inspector.h panels/tensor_inspector.cpp
    panels/train_command.h panels/train_command.cpp
    panels/view_deck.h panels/view_deck.cpp
    panels/view_table.h panels/view_table.cpp
    panels/train_workspace.h panels/train_workspace.cpp panels/train_workspace_setup.cpp
    panels/preset_picker.h panels/preset_picker.cpp
    panels/train_workspace_data.cpp
    panels/train_workspace_history.cpp
    panels/layers_panel.h panels/layers_panel.cpp
    panels/train_workspace_layers.cpp
    panels/steer_panel.h panels/steer_panel.cpp
    panels/train_workspace_steer.cpp
)
