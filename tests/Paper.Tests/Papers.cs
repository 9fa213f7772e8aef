using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Fonts;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Tests;

/// <summary>What the tests of documents share: the fonts, the forms of this repository, and sample values.</summary>
internal static class Papers
{
    public static PaperFonts Fonts { get; } = new(new FontFiles());

    public static DateTimeOffset Date { get; } = new(2023, 5, 29, 9, 0, 0, TimeSpan.FromHours(8));

    public static FormDefinitions Forms { get; } = FormDefinitions.Load(Path.Combine(AppContext.BaseDirectory, "workflows"));

    public static PaperMark Mark { get; } = new("7K2M9QXA4HTC", new Uri("https://approvals.example/verify"));

    public static byte[] Write(DrawnDocument document) => new WritePdf(Fonts).Run(document);

    public static PrintedForm PilotSite(JsonObject? values = null, IReadOnlyDictionary<string, PrintedBlock>? blocks = null) => new()
    {
        Form = Forms.Find("pilot-site")!,
        Number = "PS3-LN-0001",
        Unit = "辽阳县开放大学",
        Date = Date,
        Mark = Mark,
        SealNote = "本件所用印章为内部签章。",
        UnitName = id => id == "42" ? "辽阳县开放大学" : null,
        Values = values ?? PilotSiteValues(),
        Blocks = blocks ?? new Dictionary<string, PrintedBlock>
        {
            ["pledgeSignature"] = new("辽阳县开放大学", SignedBy: "李𠮷祥", Day: new(2023, 5, 23)),
            ["unitOpinion"] = new("辽阳县开放大学", "同意申报。", "李𠮷祥", new(2023, 5, 23)),
            ["superiorOpinion"] = new("辽阳县教育局", "材料齐全，同意推荐。", "王小明", new(2023, 5, 24)),
            ["projectGroupOpinion"] = new("项目组", "同意。", "赵敏", new(2023, 6, 5)),
        },
    };

    public static JsonObject PilotSiteValues() => new()
    {
        ["implementingUnit"] = "42",
        ["region"] = "northeast",
        ["communityLevel"] = "county",
        ["personInCharge"] = "李𠮷祥",
        ["phone"] = new JsonArray("0419-0000000", "13800000000"),
        ["address"] = "辽宁省辽阳市辽阳县首山镇胜利路 1 号",
        ["leaderWish"] = "本单位申请作为共同体组长单位",
        ["intendedProject"] = "other",
        ["otherProjectText"] = "乡村阅读空间",
        ["intendedMembers"] = new JsonArray(
            new JsonObject { ["unitName"] = "宽甸满族自治县开放大学", ["info"] = "已有合作" },
            new JsonObject { ["unitName"] = "鞍山市老年大学", ["info"] = "老年教育" }),
    };

    /// <summary>Sample values for every field of a form, so that each kind of field is drawn.</summary>
    public static JsonObject Sample(IReadOnlyList<FormField> fields)
    {
        var values = new JsonObject();
        foreach (var field in fields) values[field.Key] = Sample(field);
        return values;
    }

    /// <summary>Runs a public tool and gives what it printed; where it is missing the test is skipped, with WORKFLOWS_REQUIRE_ALL=1 it fails instead.</summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            var reason = $"Expected the program {program}, found none. Install it: apt-get install -y poppler-utils libnss3-tools";
            if (Environment.GetEnvironmentVariable("WORKFLOWS_REQUIRE_ALL") == "1") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return output;
    }

    private static JsonNode? Sample(FormField field) => field.Type switch
    {
        FormFieldType.Int or FormFieldType.Decimal => JsonValue.Create(12),
        FormFieldType.Date => "2023-05-29",
        FormFieldType.DateTime => "2023-05-29T10:30:00+08:00",
        FormFieldType.Bool => true,
        FormFieldType.Enum => field.Options.Count > 0 ? field.Options[0].Key : "其他",
        FormFieldType.EnumList => new JsonArray([.. field.Options.Take(2).Select(o => JsonValue.Create(o.Key))]),
        FormFieldType.BoolList => new JsonArray([.. field.Options.Select((_, i) => JsonValue.Create(i % 2 == 0))]),
        FormFieldType.Unit => "42",
        FormFieldType.File => new JsonObject { ["id"] = "1", ["name"] = "证明.pdf" },
        FormFieldType.Rows => new JsonArray(Sample(field.Fields), Sample(field.Fields)),
        FormFieldType.Group => Sample(field.Fields),
        FormFieldType.FixedText => field.Text!.Zh,
        _ => string.Create(CultureInfo.InvariantCulture, $"{field.Label.Zh}的内容"),
    };
}
