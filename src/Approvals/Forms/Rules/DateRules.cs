using System.Text.Json.Nodes;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about days. A moment counts as its day in Asia/Shanghai.</summary>
internal static class DateRules
{
    private static readonly IReadOnlySet<Field> Dates = FormRules.Of(Field.Date, Field.DateTime);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        new("notInFuture", Dates, [], c => Unless(c, day => day <= c.Context.Today)),

        // Not before a day, or not before the day in another field; the day itself passes.
        new("notBefore", Dates, [new("date", Takes.Day, false), new("field", Takes.Field, false)], c =>
            Unless(c, day => Limit(c) is not { } limit || day >= limit)),

        // Not after a day, or not after the day in another field; the day itself passes.
        new("notAfter", Dates, [new("date", Takes.Day, false), new("field", Takes.Field, false)], c =>
            Unless(c, day => Limit(c) is not { } limit || day <= limit)),
    ];

    private static IEnumerable<FormBreach> Unless(FormRuleCall call, Func<DateOnly, bool> holds) =>
        DayOf(call.Value) is { } day ? call.Unless(holds(day), FormJson.Text(call.Value)) : [];

    private static DateOnly? Limit(FormRuleCall call) =>
        call.Has("date") ? call.Day("date") : call.Has("field") ? DayOf(call.Scope.Value(call.Text("field"))) : null;

    // Normalised moments carry Shanghai's offset, so their calendar day is Shanghai's day.
    private static DateOnly? DayOf(JsonNode? value) =>
        FormJson.Day(value) ?? (FormJson.Moment(value) is { } moment ? DateOnly.FromDateTime(moment.DateTime) : null);
}
