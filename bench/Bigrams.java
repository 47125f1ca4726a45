/* BM25 over words and pairs of words as Lucene 8 has it, for bench/ranking.
 *
 * java -cp JARS bench/Bigrams.java index FOLDER < ARTICLES
 * java -cp JARS bench/Bigrams.java search FOLDER exact|folded COUNT < QUERIES
 *
 * ARTICLES and QUERIES have a line each: id, tab, text. search prints for each query its id
 * and the ids of the COUNT best articles, with tabs between. exact: with marks, whatever the
 * place of the tone; folded: without. A query matches what has one of its words; each pair
 * of neighbours counts as a word more. k1 and b are Lucene's own, 1.2 and .75. */

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public class Bigrams {
	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
	private static final Pattern TONES = Pattern.compile("[\u0300\u0301\u0309\u0303\u0323]");
	private static final FieldType WORDS = new FieldType();

	static {
		WORDS.setTokenized(true);
		WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
		WORDS.freeze();
	}

	/* The tone behind the letters, so that hòa is hoà; or no marks at all. */
	private static String spell(String word, boolean folded) {
		String apart = Normalizer.normalize(word.toLowerCase(), Normalizer.Form.NFD);
		if (folded)
			return apart.replaceAll("\\p{M}", "").replace('đ', 'd');
		StringBuilder tones = new StringBuilder();
		Matcher tone = TONES.matcher(apart);
		while (tone.find())
			tones.append(tone.group());
		return Normalizer.normalize(tone.replaceAll(""), Normalizer.Form.NFC) + tones;
	}

	private static List<String> words(String text, boolean folded) {
		List<String> out = new ArrayList<>();
		Matcher word = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
		while (word.find())
			out.add(spell(word.group(), folded));
		return out;
	}

	private static List<String> pairs(List<String> words) {
		List<String> out = new ArrayList<>();
		for (int i = 0; i + 1 < words.size(); i++)
			out.add(words.get(i) + "\u00b7" + words.get(i + 1));
		return out;
	}

	private static void index(Directory folder, BufferedReader in) throws IOException {
		IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
		try (IndexWriter writer = new IndexWriter(folder, config)) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				String[] cells = line.split("\t", 2);
				Document document = new Document();
				document.add(new StoredField("id", cells[0]));
				for (boolean folded : new boolean[] {false, true}) {
					String name = folded ? "folded" : "exact";
					List<String> words = words(cells[1], folded);
					document.add(new Field(name, String.join(" ", words), WORDS));
					document.add(new Field(name + "2", String.join(" ", pairs(words)), WORDS));
				}
				writer.addDocument(document);
			}
			writer.forceMerge(1);
		}
	}

	private static void add(BooleanQuery.Builder query, String field, List<String> words) {
		Set<String> once = new LinkedHashSet<>(words);
		for (String word : once)
			query.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.SHOULD);
	}

	private static void search(Directory folder, String field, int count, BufferedReader in,
			PrintStream out) throws IOException {
		IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(folder));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			String[] cells = line.split("\t", 2);
			List<String> words = words(cells[1], field.equals("folded"));
			BooleanQuery.Builder query = new BooleanQuery.Builder();
			add(query, field, words);
			add(query, field + "2", pairs(words));
			StringBuilder row = new StringBuilder(cells[0]);
			for (ScoreDoc hit : searcher.search(query.build(), count).scoreDocs)
				row.append('\t').append(searcher.doc(hit.doc).get("id"));
			out.println(row);
		}
	}

	public static void main(String[] arguments) throws IOException {
		BufferedReader in = new BufferedReader(
				new InputStreamReader(System.in, StandardCharsets.UTF_8));
		PrintStream out = new PrintStream(System.out, true, "UTF-8");
		Directory folder = FSDirectory.open(Paths.get(arguments[1]));
		BooleanQuery.setMaxClauseCount(1 << 12);
		if (arguments[0].equals("index"))
			index(folder, in);
		else
			search(folder, arguments[2], Integer.parseInt(arguments[3]), in, out);
	}
}
