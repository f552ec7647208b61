# mae_add_cli_test(<file>.cpp)  runs the built program mae
function(mae_add_cli_test source)
    mae_add_test(${source} LIBS mae::core LABELS cli TIMEOUT 240)
    cmake_path(GET source STEM name)
    target_compile_definitions(${name} PRIVATE MAE_PROGRAM="$<TARGET_FILE:mae>")
    target_compile_options(${name} PRIVATE -UQT_NO_CAST_FROM_ASCII) # many short texts
    add_dependencies(${name} mae)
endfunction()

mae_add_cli_test(tst_cli.cpp)
mae_add_cli_test(tst_cli_pictures.cpp)
mae_add_cli_test(tst_cli_views.cpp)
mae_add_cli_test(tst_cli_training.cpp)
mae_add_cli_test(tst_signals.cpp)

if(MAE_BUILD_UI)
    mae_add_test(tst_explorer.cpp LIBS mae::core Qt6::Gui TIMEOUT 240)
    target_compile_definitions(tst_explorer PRIVATE MAE_EXPLORER="$<TARGET_FILE:mae-explorer>")
    add_dependencies(tst_explorer mae-explorer)
    mae_add_test(tst_experiment_window.cpp LIBS mae::ui TIMEOUT 240)
    target_compile_definitions(tst_experiment_window PRIVATE MAE_PROGRAM="$<TARGET_FILE:mae>")
    add_dependencies(tst_experiment_window mae)
    mae_add_test(tst_same_run.cpp LIBS mae::ui TIMEOUT 240)
    target_compile_definitions(tst_same_run PRIVATE MAE_PROGRAM="$<TARGET_FILE:mae>")
    target_compile_options(tst_same_run PRIVATE -UQT_NO_CAST_FROM_ASCII) # many short texts
    add_dependencies(tst_same_run mae)
endif()
