# Fails if a text of the window has no finished translation, or if one is left over from a text that
# is gone. Run as a test: translations/<file>. Needs LUPDATE, INCLUDE (without it lupdate cannot find the classes and their namespaces), SOURCES (a list), TS, COPY, OPTIONS (of lupdate).
cmake_minimum_required(VERSION 3.25)

file(READ "${TS}" before)
file(WRITE "${COPY}" "${before}")
execute_process(COMMAND "${LUPDATE}" -silent -I "${INCLUDE}" -locations none ${OPTIONS} ${SOURCES} -ts "${COPY}"
                RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "lupdate failed: ${output}")
endif()

file(READ "${COPY}" after)
string(REPLACE ";" "," after "${after}") # a list to CMake otherwise
string(REPLACE "<message" ";<message" messages "${after}")
set(bad 0)
foreach(message IN LISTS messages)
    if(message MATCHES "<translation[^>]*type=\"(unfinished|vanished|obsolete)\"" OR
       message MATCHES "<numerusform></numerusform>")
        set(why "${CMAKE_MATCH_1}")
        string(REGEX MATCH "<source>[^<]*" text "${message}")
        string(REPLACE "<source>" "" text "${text}")
        message("${why}: ${text}")
        math(EXPR bad "${bad} + 1")
    endif()
endforeach()
if(bad)
    message(FATAL_ERROR "${bad} texts to translate (or to remove). Build the target update_translations, then complete ${TS}")
endif()
