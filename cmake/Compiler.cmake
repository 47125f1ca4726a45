# Language level, warnings and hardening for every target.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
	set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_compile_definitions(_GNU_SOURCE _FILE_OFFSET_BITS=64)

set(warnings
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wdouble-promotion
	-Wimplicit-fallthrough)
option(TRACUU_WERROR "Warnings are errors" ON)
if(TRACUU_WERROR)
	list(APPEND warnings -Werror)
endif()
set(c_warnings -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition)
add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:${warnings}>"
	"$<$<COMPILE_LANGUAGE:C>:${c_warnings}>")

# Whoever packages has flags of their own, which ours would overrule.
option(TRACUU_HARDENING "Harden by flags of ours" ON)
if(TRACUU_HARDENING)
	add_compile_options(-fstack-protector-strong)
endif()
add_compile_options(-fno-strict-aliasing)
if(TRACUU_HARDENING)
	add_compile_options("$<$<CONFIG:Release>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
endif()
add_link_options(-Wl,--as-needed)

option(TRACUU_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)
if(TRACUU_SANITIZE)
	add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
		-fno-omit-frame-pointer)
	add_link_options(-fsanitize=address,undefined)
endif()

option(TRACUU_SANITIZE_THREADS "Build with the thread sanitizer" OFF)
if(TRACUU_SANITIZE_THREADS)
	add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
	add_link_options(-fsanitize=thread)
endif()

option(TRACUU_FUZZ "Build the libFuzzer targets (clang only)" OFF)
if(TRACUU_FUZZ)
	add_compile_options(-fsanitize=fuzzer-no-link)
endif()
