# room(NAME SOURCES file... [MAY_INCLUDE room...] [LIBRARIES target...])
#
# Declares the folder we are in as the static library NAME. Headers are named
# with their room, "text/token.h", and a room finds only its own headers and
# those of the rooms that it MAY_INCLUDE: every room has a folder of its own
# under <build>/include that holds a single link, to the room. The links
# between rooms are PRIVATE, so nothing is inherited.

function(room_headers target name)
	set(shelf "${PROJECT_BINARY_DIR}/include/${name}")
	file(MAKE_DIRECTORY "${shelf}")
	file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${shelf}/${name}" SYMBOLIC)
	target_include_directories(${target} PUBLIC "${shelf}")
endfunction()

function(room name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;MAY_INCLUDE;LIBRARIES")
	add_library(${name} STATIC ${arg_SOURCES})
	room_headers(${name} ${name})
	target_link_libraries(${name} PRIVATE ${arg_MAY_INCLUDE} ${arg_LIBRARIES})
endfunction()
