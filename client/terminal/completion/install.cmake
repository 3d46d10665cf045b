# Completion of a program for bash, zsh and fish: printed by the program itself, and installed where Debian's shells look.
function(install_completion program)
    set(folder ${PROJECT_BINARY_DIR}/completion)
    file(MAKE_DIRECTORY ${folder})
    foreach(row "bash ${program} bash-completion/completions" "zsh _${program} zsh/vendor-completions"
            "fish ${program}.fish fish/vendor_completions.d")
        string(REPLACE " " ";" row ${row})
        list(GET row 0 shell)
        list(GET row 1 name)
        list(GET row 2 place)
        add_custom_command(OUTPUT ${folder}/${shell}/${name} VERBATIM
            COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}/${shell}
            COMMAND sh -c "\"$1\" completion ${shell} >\"$2\"" sh $<TARGET_FILE:${program}> ${folder}/${shell}/${name}
            DEPENDS ${program})
        list(APPEND scripts ${folder}/${shell}/${name})
        install(FILES ${folder}/${shell}/${name} DESTINATION ${CMAKE_INSTALL_DATADIR}/${place} OPTIONAL)
    endforeach()
    add_custom_target(${program}_completion ALL DEPENDS ${scripts})
endfunction()
