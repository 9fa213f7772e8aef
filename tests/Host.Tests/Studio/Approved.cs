using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Host.Tests.Studio;

/// <summary>
/// Holds an answer against the one that was approved: <c>Approved/{name}.approved.json</c>. Ids that the server makes and times are told apart by their order only;
/// hashes of ids, request numbers and stack traces are not compared.
/// An answer that differs is written beside it as <c>.received.json</c>; to approve it, rename that file. With WORKFLOWS_APPROVE=1 everything is approved as it comes:
/// read the difference before it is committed.
/// </summary>
public static partial class Approved
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void ShouldBeApproved(this JsonNode? answer, string name)
    {
        var received = Normal(answer);
        var file = Path.Combine(SourceFiles.Root, "tests", "Host.Tests", "Studio", "Approved", $"{name}.approved.json");
        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (approved == received) return;
        if (Environment.GetEnvironmentVariable("WORKFLOWS_APPROVE") == "1")
        {
            File.WriteAllText(file, received);
            return;
        }

        File.WriteAllText(file.Replace(".approved.", ".received."), received);
        Assert.Fail($"{name} differs from what was approved.\n{Difference(approved, received)}\nIf it is right now, rename {name}.received.json to {name}.approved.json.");
    }

    /// <summary>The answer indented, with every id of the server and every time replaced by the same word for the same value.</summary>
    internal static string Normal(JsonNode? answer)
    {
        var text = (answer?.ToJsonString(Written) ?? "null").ReplaceLineEndings("\n") + "\n";
        var known = new Dictionary<string, string>();
        text = ServerId().Replace(text, match => Word(match.Value, "id"));
        text = Instant().Replace(text, match => Word(match.Value, "time"));
        return OfTheMoment().Replace(text, "\"$1\": \"…\"");

        string Word(string value, string kind)
        {
            if (!known.TryGetValue(value, out var word)) known[value] = word = $"{{{kind}{known.Values.Count(each => each.StartsWith($"{{{kind}", StringComparison.Ordinal)) + 1}}}";
            return word;
        }
    }

    internal static string Difference(string approved, string received)
    {
        var (before, now) = (approved.Split('\n'), received.Split('\n'));
        var first = Enumerable.Range(0, Math.Max(before.Length, now.Length)).First(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"First at line {first + 1}:\n" + string.Join('\n', before.Skip(first).Take(8).Select(line => $"- {line}").Concat(now.Skip(first).Take(8).Select(line => $"+ {line}")));
    }

    /// <summary>Ids that the engine makes: hexadecimal, up to 16 digits, of which by chance none may be a letter.</summary>
    [GeneratedRegex(@"\b(?:[0-9]{15,16}|(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{11,16})\b")]
    private static partial Regex ServerId();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    /// <summary>What differs from run to run and from build to build.</summary>
    [GeneratedRegex("""
        "(requestId|hash|[sS]tackTrace)": "(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex OfTheMoment();
}

/// <summary>The comparer itself: what differs is found, what only the server's ids and the clock decide is not.</summary>
public class ApprovedTests
{
    [Fact]
    public void Ids_and_times_are_told_apart_by_their_order_only() =>
        Approved.Normal(JsonNode.Parse("""{ "a": "17ce99895a992010", "b": "8ab836c6f306eb42", "c": "17ce99895a992010", "at": "2023-05-22T01:00:00+00:00" }"""))
            .ShouldBe("{\n  \"a\": \"{id1}\",\n  \"b\": \"{id2}\",\n  \"c\": \"{id1}\",\n  \"at\": \"{time1}\"\n}\n");

    [Fact]
    public void A_difference_is_shown_at_its_line() => Approved.Difference("{\n  \"a\": 1\n}\n", "{\n  \"a\": 2\n}\n").ShouldBe("First at line 2:\n-   \"a\": 1\n- }\n- \n+   \"a\": 2\n+ }\n+ ");
}
