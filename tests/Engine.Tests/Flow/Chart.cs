using System.Text.Json;

namespace Workflows.Engine.Tests.Flow;

/// <summary>Draws flowcharts from text: <c>A:Approve>B A:Return>C</c>. Activities that are not given wait for the test to resume them.</summary>
internal static class Chart
{
    public static Flowchart Draw(string connections, params IActivity[] given)
    {
        var activities = given.ToDictionary(x => x.Id);
        var placed = new HashSet<IActivity>();
        var chart = new Flowchart { Id = "chart" };
        foreach (var connection in connections.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = connection.Split('>');
            var source = ends[0].Split(':');
            var from = Add(source[0]);
            if (ends.Length > 1) chart.Connections.Add(new Connection(new Endpoint(from, source.ElementAtOrDefault(1)), new Endpoint(Add(ends[1]))));
        }

        return chart;

        IActivity Add(string id)
        {
            if (!activities.TryGetValue(id, out var activity)) activities[id] = activity = new Wait(id);
            if (placed.Add(activity)) chart.Activities.Add(activity);
            return activity;
        }
    }

    /// <summary>The connections of a published definition, all its activities replaced by ones that wait.</summary>
    public static Flowchart Load(string definition)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Workflows.sln"))) folder = folder.Parent!;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "workflows", $"{definition}.json")));
        return Draw(string.Join(' ', json.RootElement.GetProperty("root").GetProperty("connections").EnumerateArray().Select(x =>
            $"{x.GetProperty("source").GetProperty("activity").GetString()}:{x.GetProperty("source").GetProperty("port").GetString()}>{x.GetProperty("target").GetProperty("activity").GetString()}")));
    }
}
