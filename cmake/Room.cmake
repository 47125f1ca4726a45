# room(SOURCES file... [MAY_INCLUDE room|header...] [LIBRARIES target...])
#
# Declares the folder we are in as a static library, named after its path with dots for
# slashes: text.token. Headers are named by their whole path, "text/token/token.h", and a
# room finds its own headers and those that it MAY_INCLUDE, no others:
#
#     text/token           the headers of that room
#     text                 those of a folder with rooms in it: its own and its rooms'
#     query/ranking/plan.h a single header
#
# From inside a folder, its name means only the headers at its door: text/token may
# include "text", that is text/zone.h, without its neighbours.
#
# Every room and every header so named has a folder of its own under <build>/include with
# links to the headers in it. The links between libraries are PRIVATE, so nothing is
# inherited. What a room may include is written nowhere else: tests/layering.sh and the
# table of docs/architecture.md are held against it.

function(room_shelf out entry)
	set(shelf "${PROJECT_BINARY_DIR}/include/${entry}")
	if(entry MATCHES "\\.h$")
		set(headers "${PROJECT_SOURCE_DIR}/${entry}")
	else()
		file(GLOB headers CONFIGURE_DEPENDS
			"${PROJECT_SOURCE_DIR}/${entry}/*.h" "${PROJECT_SOURCE_DIR}/${entry}/*.hh")
	endif()
	foreach(header IN LISTS headers)
		file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${header}")
		cmake_path(GET path PARENT_PATH folder)
		file(MAKE_DIRECTORY "${shelf}/${folder}")
		file(CREATE_LINK "${header}" "${shelf}/${path}" SYMBOLIC)
	endforeach()
	set(${out} "${shelf}" PARENT_SCOPE)
endfunction()

# room_rooms(OUT PATH ENTRY): the rooms that ENTRY of MAY_INCLUDE means in the room PATH.
function(room_rooms out path entry)
	set(rooms "${entry}")
	if(NOT path MATCHES "^${entry}(/|$)")
		get_property(all GLOBAL PROPERTY ROOMS)
		list(FILTER all INCLUDE REGEX "^${entry}/")
		list(APPEND rooms ${all})
	endif()
	set(${out} ${rooms} PARENT_SCOPE)
endfunction()

# may_include(TARGET PATH ENTRY...) lets TARGET, which is of the room PATH, include and be
# linked with what the entries name.
function(may_include target path)
	foreach(entry IN LISTS ARGN)
		if(entry MATCHES "\\.h$")
			cmake_path(GET entry PARENT_PATH rooms)
			list(REMOVE_ITEM rooms include) # of what hosts include: no room's
			room_shelf(shelf "${entry}")
			target_include_directories(${target} PRIVATE "${shelf}")
		else()
			room_rooms(rooms "${path}" "${entry}")
			foreach(room IN LISTS rooms)
				room_shelf(shelf "${room}")
				target_include_directories(${target} PRIVATE "${shelf}")
			endforeach()
		endif()
		string(REPLACE "/" "." libraries "${rooms}")
		list(REMOVE_ITEM libraries ${target})
		target_link_libraries(${target} PRIVATE ${libraries})
	endforeach()
endfunction()

function(room)
	cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "SOURCES;MAY_INCLUDE;LIBRARIES")
	file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
	string(REPLACE "/" "." name "${path}")
	set_property(GLOBAL APPEND PROPERTY ROOMS "${path}")
	set_property(GLOBAL PROPERTY "ROOM_MAY_INCLUDE_${path}" ${arg_MAY_INCLUDE})
	add_library(${name} STATIC ${arg_SOURCES})
	may_include(${name} "${path}" "${path}" ${arg_MAY_INCLUDE})
	target_link_libraries(${name} PRIVATE ${arg_LIBRARIES})
endfunction()

# room_program(NAME SOURCE): the program NAME, of the room that we are in.
function(room_program name source)
	file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
	get_property(allowed GLOBAL PROPERTY "ROOM_MAY_INCLUDE_${path}")
	add_executable(${name} ${source})
	may_include(${name} "${path}" "${path}" ${allowed})
endfunction()
