target_sources(mae_ui PRIVATE
    panels/about_dialog.h panels/about_dialog.cpp
    panels/explore_actions.h panels/explore_actions.cpp
    panels/explore_inspector.h panels/explore_inspector.cpp
    panels/explore_workspace.h panels/explore_workspace.cpp panels/explore_workspace_files.cpp
    panels/gallery_panel.h panels/gallery_panel.cpp
    panels/model_menu.h panels/model_menu.cpp
    panels/shortcuts_dialog.h panels/shortcuts_dialog.cpp
    panels/train_workspace.cpp panels/train_workspace.h
)
