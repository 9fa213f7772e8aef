namespace Workflows.Approvals.Figures;

/// <summary>Durations of many groups, in whole seconds: counted first, then laid side by side, so that each group is sorted in place.</summary>
internal sealed class Durations
{
    private readonly int[] starts, ends, seconds;

    /// <param name="counts">How many durations each group will get.</param>
    public Durations(int[] counts)
    {
        (starts, ends) = (new int[counts.Length], new int[counts.Length]);
        for (var group = 1; group < counts.Length; group++) starts[group] = starts[group - 1] + counts[group - 1];
        starts.CopyTo(ends, 0);
        seconds = new int[counts.Sum()];
    }

    public void Add(int group, int duration) => seconds[ends[group]++] = duration;

    public int Count(int group) => ends[group] - starts[group];

    /// <summary>Median and 90th percentile of a group that is not empty; every duration was added.</summary>
    public (TimeSpan Median, TimeSpan Ninetieth) Of(int group)
    {
        var sorted = seconds.AsSpan(starts[group], Count(group));
        sorted.Sort();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (int)(((long)sorted[middle - 1] + sorted[middle]) / 2);
        return (TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(sorted[(sorted.Length * 9 + 9) / 10 - 1]));
    }
}
