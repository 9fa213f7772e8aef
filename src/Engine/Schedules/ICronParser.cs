namespace Elsa.Scheduling;

/// <summary>Reads cron expressions.</summary>
public interface ICronParser
{
    /// <summary>When the expression comes next, counted from now.</summary>
    /// <exception cref="FormatException">It is not a cron expression of six fields, or it never comes.</exception>
    DateTimeOffset GetNextOccurrence(string expression);
}
