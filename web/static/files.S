/* The bytes of the files that web/static/static.c names. */
	.macro file symbol, name
	.global static_\symbol
	.global static_\symbol\()_end
static_\symbol:
	.incbin "\name"
static_\symbol\()_end:
	.byte 0
	.endm

	.section .rodata
	file icon, "icon.svg"
	file style, "page.css"
	file page, "page.js"
	file live, "live.js"
	file suggest, "suggest.js"
	file timeline, "timeline.js"
	file keys, "keys.js"
	file recent, "recent.js"
	file theme, "theme.js"
	.section .note.GNU-stack, "", %progbits
