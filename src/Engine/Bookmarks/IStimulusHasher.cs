namespace Elsa.Workflows;

/// <summary>Hashes what a bookmark or trigger waits for, so that an equal stimulus finds it.</summary>
public interface IStimulusHasher
{
    string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null);
}
