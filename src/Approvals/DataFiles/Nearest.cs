namespace Workflows.Approvals.DataFiles;

/// <summary>Help with typing errors: the known word closest to the one that was written.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest edits (letter case ignored), or null when none is near enough: at most a third of the word, at least 1 edit.</summary>
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

        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
