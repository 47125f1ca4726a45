/* The dictionaries that records are compressed with, each with the number of its bytes.
 *
 * record.dictionary is that of today: it was trained on the sample press releases, packed by
 * letters_pack (text/encoding/letters.h) and cut in pieces of 2,000 bytes:
 *
 *     zstd --train -r pieces --maxdict=12288 -o archive/record.dictionary
 *
 * record_former.dictionary is that of versions 4 and 5, whose letters are UTF-8. Records written
 * with one dictionary can't be read with another: a new one is a new version of them. */
	.section .rodata
	.macro dictionary name, file
	.global \name
	.global \name\()_size
\name:
	.incbin "\file"
\name\()_end:
	.balign 8
\name\()_size:
	.quad \name\()_end - \name
	.endm

	dictionary record_dictionary, "record.dictionary"
	dictionary record_former_dictionary, "record_former.dictionary"
	.section .note.GNU-stack, "", %progbits
