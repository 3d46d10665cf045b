# The doors of the house. A layer is a folder and a static library. It shows its FACE, included as "layer/header.h", to the
# layers that USE it; other headers are in nobody else's include path, and what a layer USES is not handed on.
set(faces ${PROJECT_BINARY_DIR}/faces)   # faces/wire/wire/wire.h: what others see of wire
set(inside ${PROJECT_BINARY_DIR}/inside) # inside/wire/wire: the whole folder, for the layer itself and its tests

# Layers stand on each other in the order in which they are added: what is not there yet cannot be used.
function(add_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 layer "" "FOLDER" "FACE;SOURCES;USES")
    foreach(used IN LISTS layer_USES)
        if(used MATCHES "^[a-z_]+$" AND NOT TARGET ${used} AND NOT used MATCHES "^(m|resolv)$")
            message(FATAL_ERROR "${layer_FOLDER}: ${name} USES ${used}, which is no layer below it")
        endif()
    endforeach()
    set(folder ${PROJECT_SOURCE_DIR}/${layer_FOLDER})
    file(REMOVE_RECURSE ${faces}/${name})
    foreach(header IN LISTS layer_FACE)
        cmake_path(GET header PARENT_PATH room)
        file(MAKE_DIRECTORY ${faces}/${name}/${name}/${room})
        file(CREATE_LINK ${folder}/${header} ${faces}/${name}/${name}/${header} SYMBOLIC)
    endforeach()
    file(MAKE_DIRECTORY ${faces}/${name} ${inside}/${name})
    file(CREATE_LINK ${folder} ${inside}/${name}/${name} SYMBOLIC)
    if(layer_SOURCES)
        list(TRANSFORM layer_SOURCES PREPEND ${folder}/)
        add_library(${name} STATIC ${layer_SOURCES})
        target_include_directories(${name} PRIVATE ${inside}/${name} INTERFACE ${faces}/${name})
        target_link_libraries(${name} PRIVATE house ${layer_USES})
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${faces}/${name})
    endif()
endfunction()

# Tests may open what they are OF.
function(see_inside target scope)
    foreach(layer IN LISTS ARGN)
        target_include_directories(${target} ${scope} ${inside}/${layer})
        target_link_libraries(${target} ${scope} ${layer})
    endforeach()
endfunction()

# tests/support/SOURCES, which several tests share; hands on what it needs.
function(add_test_support name)
    cmake_parse_arguments(PARSE_ARGV 1 support "" "" "SOURCES;OF;USES")
    list(TRANSFORM support_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/tests/support/)
    add_library(${name} STATIC ${support_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/tests)
    see_inside(${name} PUBLIC ${support_OF})
    target_link_libraries(${name} PUBLIC house ${support_USES} PkgConfig::CMOCKA)
    target_compile_definitions(${name} PRIVATE FBLAB_SOURCE="${PROJECT_SOURCE_DIR}")
endfunction()

# A program of the tests from one or more sources of the calling folder; add_test() says with which arguments it runs.
function(add_test_program name)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES;OF;USES")
    if(NOT test_SOURCES)
        set(test_SOURCES ${name}.c)
    endif()
    add_executable(${name} ${test_SOURCES})
    see_inside(${name} PRIVATE ${test_OF})
    target_link_libraries(${name} PRIVATE house ${test_USES} PkgConfig::CMOCKA)
    target_compile_definitions(${name} PRIVATE FBLAB_SOURCE="${PROJECT_SOURCE_DIR}")
endfunction()

# tests/unit/<folder of the layer>/<name>.c is a test of that name.
function(add_unit_test name)
    if(BUILD_TESTING)
        cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
        add_test_program(${name} SOURCES ${PROJECT_SOURCE_DIR}/tests/unit/${folder}/${name}.c ${ARGN})
        add_test(NAME ${name} COMMAND ${name})
        set_tests_properties(${name} PROPERTIES TIMEOUT 120)
    endif()
endfunction()
