using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// 活动签到: enters the activity that its form describes and asks the organiser, from its start on, who came: every invited unit is present, absent or, where it
/// asked for leave before the start, excused (Q19). Asked again after an objection, the sheet is entered anew.
/// </summary>
[Activity("Approvals", "共同体", "请组织方在活动开始后逐单位登记：到场、缺席，或（事先请假的）准假。", DisplayName = "活动签到")]
[InEnglish("Record attendance", "Asks the organiser which invited unit was present, absent, or excused after asking for leave.")]
[FlowNode("Recorded")]
public sealed class RecordAttendance([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>The form that describes the activity. Default <c>activity</c>.</summary>
    [Input(DisplayName = "活动表", Description = "写明活动和受邀单位的表单。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices), DefaultValue = "activity")]
    [InEnglish("Form", "The form that describes the activity and its roster.")]
    public Input<string> FormKey { get; set; } = new("activity");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var key = context.Get(FormKey)!;
        var item = await context.CaseAsync();
        var form = item.Form(key)?.Content ?? throw new InvalidOperationException(
            $"Expected a submitted form {key} on case {item.Number}, found none. Put a 填写表单 of that form before activity {Id}.");
        var gathering = (await context.GetRequiredService<CallForGathering>().Run(item, form, context.CancellationToken)).OrFault($"the activity of case {item.Number} to be entered");
        var last = context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(gathering.StartsAt), Math.Max(1, context.Get(DueInWorkingDays)));
        var request = new JsonObject
        {
            ["gatheringId"] = gathering.Id.ToString(CultureInfo.InvariantCulture),
            ["title"] = gathering.Title,
            ["startsAt"] = gathering.StartsAt.ToString("O", CultureInfo.InvariantCulture),
        };
        await AskAsync(context, new Question(["Recorded"], request) { CutOff = ShanghaiTime.EndOf(last) }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var lines = (Answer.Of(context).Data["attendance"] as JsonObject ?? [])
            .Where(l => long.TryParse(l.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(l => long.Parse(l.Key, CultureInfo.InvariantCulture), l => LineOf(l.Value));
        if (context.OrRefuse(await context.GetRequiredService<TakeAttendance>().Run(context.CaseId(), lines, context.CancellationToken)) is null) return;
        await context.CompleteActivityWithOutcomesAsync("Recorded");
    }

    /// <summary><c>"present"</c>, or <c>{ status, participants, evidence }</c>.</summary>
    private static AttendanceLine LineOf(JsonNode? given)
    {
        var line = given as JsonObject;
        _ = Enum.TryParse<AttendanceStatus>((line is null ? given : line["status"])?.ToString(), ignoreCase: true, out var status);
        return new(status, [.. (line?["participants"] as JsonArray ?? []).Select(p => p?.ToString() ?? "")], line?["evidence"]?.ToString());
    }
}
