using System.Globalization;

namespace Workflows.Paper.Signing;

/// <summary>
/// A PDF file and one more revision of it: the old bytes stay as they are, changed and new objects follow with a table of their own. Reads the classic cross-reference
/// tables that <see cref="Pdf.WritePdf"/> makes.
/// </summary>
internal sealed class PdfRevision
{
    /// <summary>Most revisions and objects that are looked at; a file of ours has a few dozen revisions and some hundred objects.</summary>
    private const int MostRevisions = 500, MostObjects = 200_000;

    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<int, int> offsets = [];
    private readonly SortedDictionary<int, PdfValue> changed = [];
    private readonly PdfDictionary trailer;
    private readonly int previous;
    private int size;

    /// <exception cref="InvalidDataException">The bytes are no PDF with a classic cross-reference table.</exception>
    public PdfRevision(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        previous = LastTable(file.Span);
        PdfDictionary? newest = null;
        var seen = new HashSet<int>();
        for (int? at = previous; at is { } table; )
        {
            if (!seen.Add(table) || seen.Count > MostRevisions) throw new InvalidDataException("Expected cross-reference tables that follow each other, found a circle or too many.");
            var found = ReadTable(table);
            newest ??= found;
            at = found["Prev"] is { } before ? Whole(before) : null;
        }

        trailer = newest!;
        size = Whole(trailer["Size"]);
        Root = trailer["Root"] as PdfReference ?? throw new InvalidDataException("Expected a PDF with a root, found none.");
    }

    public PdfReference Root { get; }

    /// <summary>Where each object of the newest revision begins; 0 for a removed one. Two revisions are compared by it.</summary>
    public IReadOnlyDictionary<int, int> Offsets => offsets;

    /// <summary>One more than the largest object number.</summary>
    public int Size => size;

    public PdfValue Get(PdfValue? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops > 20) throw new InvalidDataException("Expected a value, found a reference that leads to itself.");
            value = changed.GetValueOrDefault(reference.Number) ?? ReadObject(reference.Number);
        }

        return value ?? throw new InvalidDataException("Expected a value in the PDF, found none.");
    }

    public PdfDictionary Dictionary(PdfValue? value) => Get(value) as PdfDictionary ?? throw new InvalidDataException("Expected a dictionary in the PDF, found something else.");

    public PdfArray Array(PdfValue? value) => Get(value) as PdfArray ?? throw new InvalidDataException("Expected an array in the PDF, found something else.");

    public PdfReference Add(PdfValue value)
    {
        var reference = new PdfReference(size++, 0);
        changed[reference.Number] = value;
        return reference;
    }

    public void Set(PdfReference reference, PdfValue value) => changed[reference.Number] = value;

    public IReadOnlyList<PdfReference> Pages()
    {
        var pages = new List<PdfReference>();
        Walk(Dictionary(Root)["Pages"], 0);
        return pages;

        void Walk(PdfValue? node, int depth)
        {
            if (depth > 50 || node is not PdfReference reference) throw new InvalidDataException("Expected a tree of pages, found something else.");
            var members = Dictionary(reference);
            if (members["Kids"] is not { } kids)
            {
                pages.Add(reference);
                return;
            }

            foreach (var kid in Array(kids).Items) Walk(kid, depth + 1);
        }
    }

    /// <summary>The form's fields, in order; empty where the file has no form.</summary>
    public IReadOnlyList<PdfReference> Fields() =>
        Dictionary(Root)["AcroForm"] is { } form && Dictionary(form)["Fields"] is { } fields ? [.. Array(fields).Items.OfType<PdfReference>()] : [];

    /// <summary>The file with the new revision.</summary>
    /// <param name="places">Where each object of the new revision begins.</param>
    public byte[] Write(out Dictionary<int, int> places)
    {
        var whole = new MemoryStream();
        whole.Write(file.Span);
        if (file.Span[^1] != (byte)'\n') whole.WriteByte((byte)'\n');
        places = [];
        foreach (var (number, value) in changed)
        {
            places[number] = (int)whole.Length;
            PdfSyntax.Write(whole, string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
            PdfSyntax.Write(whole, value);
            PdfSyntax.Write(whole, "\nendobj\n");
        }

        var table = (int)whole.Length;
        PdfSyntax.Write(whole, "xref\n");
        foreach (var run in Runs([.. places.Keys.Order()]))
        {
            PdfSyntax.Write(whole, string.Create(CultureInfo.InvariantCulture, $"{run[0]} {run.Count}\n"));
            foreach (var number in run) PdfSyntax.Write(whole, string.Create(CultureInfo.InvariantCulture, $"{places[number]:D10} 00000 n \n"));
        }

        var members = new Dictionary<string, PdfValue> { ["Size"] = PdfRaw.Of(size), ["Root"] = Root, ["Prev"] = PdfRaw.Of(previous) };
        foreach (var kept in new[] { "Info", "ID" }) if (trailer[kept] is { } value) members[kept] = value;
        PdfSyntax.Write(whole, "trailer\n");
        PdfSyntax.Write(whole, new PdfDictionary(members));
        PdfSyntax.Write(whole, string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n"));
        return whole.ToArray();
    }

    private static int LastTable(ReadOnlySpan<byte> file)
    {
        var at = file.LastIndexOf("startxref"u8);
        if (at < 0) throw new InvalidDataException("Expected a PDF file, found no cross-reference table.");
        return new PdfReader(file[at..].ToArray(), "startxref".Length).Integer();
    }

    private PdfDictionary ReadTable(int at)
    {
        var reader = new PdfReader(file, at);
        if (reader.Word() != "xref") throw new InvalidDataException("Expected a classic cross-reference table, found another kind. Only documents of this system and the like can be signed and checked.");
        for (var word = reader.Word(); word != "trailer"; word = reader.Word())
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var first)) throw new InvalidDataException("Expected a cross-reference table, found something else.");
            var count = reader.Integer();
            if (count > MostObjects || offsets.Count > MostObjects) throw new InvalidDataException("Expected a cross-reference table of reasonable length, found a longer one.");
            for (var i = 0; i < count; i++)
            {
                var offset = reader.Integer();
                reader.Word();
                if (first + i > 0) offsets.TryAdd(first + i, reader.Word() == "n" ? offset : 0);
                else reader.Word();
            }
        }

        return reader.Value() as PdfDictionary ?? throw new InvalidDataException("Expected a trailer, found something else.");
    }

    private PdfValue ReadObject(int number)
    {
        if (offsets.GetValueOrDefault(number) is not (var at and > 0)) throw new InvalidDataException($"Expected object {number} in the PDF, found none.");
        var reader = new PdfReader(file, at);
        if (reader.Integer() != number) throw new InvalidDataException($"Expected object {number} at byte {at}, found another.");
        reader.Integer();
        if (reader.Word() != "obj") throw new InvalidDataException($"Expected object {number} at byte {at}, found something else.");
        return reader.Value();
    }

    private static int Whole(PdfValue? value) =>
        value is PdfRaw raw && int.TryParse(raw.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidDataException("Expected a whole number in the PDF, found something else.");

    private static IEnumerable<List<int>> Runs(List<int> numbers)
    {
        var run = new List<int>();
        foreach (var number in numbers)
        {
            if (run.Count > 0 && number != run[^1] + 1)
            {
                yield return run;
                run = [];
            }

            run.Add(number);
        }

        if (run.Count > 0) yield return run;
    }
}
