/* The dictionary that records are compressed with, as the bytes of record.dictionary,
 * and their number. It was trained on the sample press releases, cut in pieces of
 * 2,000 bytes:
 *
 *     zstd --train -r pieces --maxdict=12288 -o archive/record.dictionary
 *
 * Records written with one dictionary can't be read with another: a new one is a new
 * ARCHIVE_FORMAT. */
	.section .rodata
	.global record_dictionary
	.global record_dictionary_size
record_dictionary:
	.incbin "record.dictionary"
end:
	.balign 8
record_dictionary_size:
	.quad end - record_dictionary
	.section .note.GNU-stack, "", %progbits
