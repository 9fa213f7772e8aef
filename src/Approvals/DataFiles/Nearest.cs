namespace Workflows.Approvals.DataFiles;

/// <summary>Help with typing errors: the known word closest to the one that was written.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest edits (two letters swapped are one edit; letter case is ignored), or null when none is near enough: at most a third of the word, at least 1 edit.</summary>
    public static string? To(string word, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, edits: Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(x => x.edits <= Math.Max(1, Math.Max(word.Length, x.candidate.Length) / 3))
            .OrderBy(x => x.edits)
            .Select(x => x.candidate)
            .FirstOrDefault();

    private static int Edits(string a, string b)
    {
        // A file may hold a member name of any length; nobody mistypes a short word that long.
        if (Math.Abs(a.Length - b.Length) > 20)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
