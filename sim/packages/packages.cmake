# Debian packages and a source tarball: cmake --build build/release --target package (package_source). A package is a component of
# install(); what names none belongs to fblab. Included last, when every component is known.
get_cmake_property(components COMPONENTS)
set(CPACK_COMPONENTS_ALL fblab libfblab0 libfblab-dev)
if("fblab-powershell" IN_LIST components)
    list(APPEND CPACK_COMPONENTS_ALL fblab-powershell)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME fblab)
set(CPACK_PACKAGE_VENDOR "fblab contributors")
set(CPACK_PACKAGE_CONTACT "fblab contributors <fblab@fblab.example>")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/of_generator.cmake)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "lab for Exchange hybrid free/busy failures")
file(WRITE ${PROJECT_BINARY_DIR}/debian/triggers "activate-noawait ldconfig\n")
file(WRITE ${PROJECT_BINARY_DIR}/debian/shlibs "libfblab 0 libfblab0 (= ${PROJECT_VERSION}-1)\n")
set(CPACK_DEBIAN_LIBFBLAB0_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/debian/triggers ${PROJECT_BINARY_DIR}/debian/shlibs)
set(same "(= ${PROJECT_VERSION}-1)")

# describe(COMPONENT SECTION SHLIBS DEPENDS "text"): one package.
function(describe component section shlibs depends text)
    if(NOT component IN_LIST CPACK_COMPONENTS_ALL)
        return()
    endif()
    string(TOUPPER ${component} name)
    set(CPACK_DEBIAN_${name}_PACKAGE_NAME ${component} PARENT_SCOPE)
    set(CPACK_DEBIAN_${name}_PACKAGE_SECTION ${section} PARENT_SCOPE)
    set(CPACK_DEBIAN_${name}_PACKAGE_SHLIBDEPS ${shlibs} PARENT_SCOPE)
    set(CPACK_DEBIAN_${name}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
    set(CPACK_COMPONENT_${name}_DESCRIPTION "${text}" PARENT_SCOPE)
    set(documents ${CMAKE_INSTALL_DATADIR}/doc/${component})
    install(FILES ${PROJECT_SOURCE_DIR}/sim/packages/copyright DESTINATION ${documents} COMPONENT ${component}
        EXCLUDE_FROM_ALL)
    install(FILES ${PROJECT_BINARY_DIR}/changelog.Debian.gz DESTINATION ${documents} COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

# dpkg-shlibdeps sees what is linked; client/late/ is loaded by name.
set(late_packages)
find_program(DPKG_QUERY dpkg-query)
get_property(late_files GLOBAL PROPERTY late_files)
foreach(file IN LISTS late_files)
    if(DPKG_QUERY)
        file(REAL_PATH ${file} file)
        cmake_path(GET file FILENAME name)
        execute_process(COMMAND ${DPKG_QUERY} --search "*/${name}" OUTPUT_VARIABLE owner ERROR_QUIET)
        if(owner MATCHES "^([a-z0-9.+-]+)[:,]")
            list(APPEND late_packages ${CMAKE_MATCH_1})
        endif()
    endif()
endforeach()
list(JOIN late_packages ", " late_packages)

describe(fblab utils ON "${late_packages}"
    "Two Exchange organisations and the services between them, in one process on\nloopback, which can be broken in every documented way and repaired again; and\nfbcheck, which looks up, says what it saw and names the failure.")
describe(libfblab0 libs ON "fblab ${same}"
    "The lab of fblab inside a program of one's own, such as a test.")
describe(libfblab-dev libdevel OFF "libfblab0 ${same}"
    "Headers, CMake package and pkg-config file for libfblab.")
set(CPACK_DEBIAN_FBLAB-POWERSHELL_PACKAGE_ARCHITECTURE all)
describe(fblab-powershell utils OFF "fblab ${same}"
    "Modules with which Microsoft's PowerShell has the cmdlets of a lab.")

# Of the day of the build, or of SOURCE_DATE_EPOCH.
string(TIMESTAMP day "%a, %d %b %Y 00:00:00 +0000" UTC)
file(WRITE ${PROJECT_BINARY_DIR}/changelog.Debian "fblab (${PROJECT_VERSION}-1) unstable; urgency=medium\n
  * What is new is told in CHANGELOG.md.\n
 -- ${CPACK_PACKAGE_CONTACT}  ${day}\n")
execute_process(COMMAND gzip -9nc ${PROJECT_BINARY_DIR}/changelog.Debian OUTPUT_FILE ${PROJECT_BINARY_DIR}/changelog.Debian.gz)

set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME fblab-${PROJECT_VERSION})
set(CPACK_SOURCE_IGNORE_FILES "^${PROJECT_SOURCE_DIR}/build/;/\\.git;/__pycache__/")
include(CPack)
