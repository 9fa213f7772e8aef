using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Approvals.Calendar;
using Workflows.Host.Operations;

namespace Workflows.Host.Demo;

/// <summary>A story of the demo data: steps as in the scenarios of the chains, played at this moment.</summary>
/// <param name="Form">The values that its <c>FillForm</c> steps submit, changed by their <c>form</c>.</param>
/// <param name="DaysAgo">When it begins; a step <c>daysAgo</c> brings it nearer to the present.</param>
internal sealed record Story(string Name, JsonObject Form, IReadOnlyList<JsonObject> Steps, int DaysAgo)
{
    /// <summary>The call that it makes, where its first step copies one.</summary>
    public string? MakesCall => Steps[0]["copyCall"] is null ? null : Steps[0]["to"]!["code"]!.ToString();

    /// <summary>The unit and the call of the case that it begins with, where the chain of a call has opened that case.</summary>
    public (string Unit, string Call)? FirstFound =>
        Steps[0]["find"] is null || Steps[0]["call"] is not { } call ? null : (StoryFile.NameOf(Steps[0]["unit"]!.ToString()), call.ToString());

    /// <summary>Who starts its first case under which call.</summary>
    public (string UserName, string Call)? FirstStart =>
        Steps.FirstOrDefault(step => step["start"] is not null) is { } step ? (step["as"]!.ToString(), step["call"]!.ToString()) : null;
}

/// <summary>
/// What stories.json says, with its parts put in. A story may use the form and the parts of a scenario file of <c>workflows/</c>; what passes time or only
/// expects something is left out, because a story is played now or so many days ago as it says itself.
/// </summary>
internal static partial class StoryFile
{
    /// <summary>The stories as they are told today: <c>{year}</c> is this year, <c>{now}</c> this moment, <c>{today}</c>, <c>{tomorrow}</c> and <c>{nextWeek}</c> are days, <c>{day-10}</c> the day ten days ago.</summary>
    public static IReadOnlyList<Story> Read(DateTimeOffset now)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", "stories.json"))
            .Replace("{year}", ShanghaiTime.DayOf(now).Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{now}", now.ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{today}", Day(now, 0), StringComparison.Ordinal).Replace("{tomorrow}", Day(now, 1), StringComparison.Ordinal).Replace("{nextWeek}", Day(now, 7), StringComparison.Ordinal);
        text = OtherDay().Replace(text, found => Day(now, int.Parse(found.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
        var file = JsonNode.Parse(text)!;
        return [.. file["stories"]!.AsArray().Select(story => Of(story!, (JsonObject)file["parts"]!))];
    }

    /// <summary>The full name of an organisation of demo.json.</summary>
    public static string NameOf(string key) => DemoFile.Read().Organisations.Find(o => o.Key == key)?.FullName ?? key;

    [GeneratedRegex(@"\{day([+-]\d+)\}")]
    private static partial Regex OtherDay();

    private static string Day(DateTimeOffset now, int days) => ShanghaiTime.DayOf(now).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Story Of(JsonNode story, JsonObject common)
    {
        var (form, parts) = story["uses"] is { } uses ? Used(uses.ToString(), story["replace"] as JsonObject ?? []) : ([], []);
        foreach (var (name, steps) in common) parts[name] = steps!.DeepClone();
        if (story["form"] is JsonObject changes) foreach (var (name, value) in changes) form[name] = value?.DeepClone();
        return new Story(story["name"]!.ToString(), form, [.. Steps(story["steps"]!.AsArray(), parts, new Dictionary<string, string>()).Where(step => step["at"] is null && step["expect"] is null)], story["daysAgo"]?.GetValue<int>() ?? 0);
    }

    /// <summary>Form and parts of a scenario file, with what it says about its own calls replaced.</summary>
    private static (JsonObject Form, JsonObject Parts) Used(string name, JsonObject replace)
    {
        var text = replace.Aggregate(File.ReadAllText(Path.Combine(StartUp.Workflows, name)), (said, word) => said.Replace(word.Key, word.Value!.ToString(), StringComparison.Ordinal));
        var file = JsonNode.Parse(text)!;
        var (form, parts) = file["uses"] is { } deeper ? Used(deeper.ToString(), replace) : ([], []);
        if (file["form"] is JsonObject own) form = (JsonObject)own.DeepClone();
        foreach (var (part, steps) in file["parts"] as JsonObject ?? []) parts[part] = steps!.DeepClone();
        return (form, parts);
    }

    private static IEnumerable<JsonObject> Steps(JsonArray steps, JsonObject parts, IReadOnlyDictionary<string, string> words)
    {
        foreach (var step in steps)
        {
            var said = (JsonObject)JsonNode.Parse(words.Aggregate(step!.ToJsonString(), (text, word) => text.Replace($"{{{word.Key}}}", word.Value, StringComparison.Ordinal)))!;
            if (said["play"] is not { } part)
            {
                if (words.Count > 0) said["words"] = new JsonObject(words.Select(word => KeyValuePair.Create(word.Key, (JsonNode?)word.Value)));
                yield return said;
                continue;
            }
            var with = (said["with"] as JsonObject ?? []).ToDictionary(w => w.Key, w => w.Value!.ToString());
            foreach (var inner in Steps(parts[part.ToString()]!.AsArray(), parts, with)) yield return inner;
        }
    }
}
