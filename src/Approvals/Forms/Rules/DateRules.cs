using System.Text.Json.Nodes;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about days. A moment counts as its day in Asia/Shanghai.</summary>
internal static class DateRules
{
    private static readonly IReadOnlySet<Field> Dates = FormRules.Of(Field.Date, Field.DateTime);

    private static readonly IReadOnlyList<FormRuleArgument> Limits = [new("date", Takes.Day, false), new("field", Takes.Field, false), new("parameter", Takes.Text, false)];

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        new("notInFuture", Dates, [], c => Unless(c, day => day <= c.Context.Today)),

        // Not before a day, the day in another field, or the day that the call names in a parameter; the day itself passes. A call that names none asks for none.
        new("notBefore", Dates, Limits, c =>
            Unless(c, day => Limit(c) is not { } limit || day >= limit)),

        // Not after such a day; the day itself passes.
        new("notAfter", Dates, Limits, c =>
            Unless(c, day => Limit(c) is not { } limit || day <= limit)),
    ];

    private static IEnumerable<FormBreach> Unless(FormRuleCall call, Func<DateOnly, bool> holds) =>
        DayOf(call.Value) is { } day ? call.Unless(holds(day), FormJson.Text(call.Value)) : [];

    private static DateOnly? Limit(FormRuleCall call) =>
        call.Has("date") ? call.Day("date")
        : call.Has("field") ? DayOf(call.Scope.Value(call.Text("field")))
        : call.Has("parameter") ? DayOf(call.Context.Parameters?[call.Text("parameter")])
        : null;

    // Normalised moments carry Shanghai's offset, so their calendar day is Shanghai's day.
    private static DateOnly? DayOf(JsonNode? value) =>
        FormJson.Day(value) ?? (FormJson.Moment(value) is { } moment ? DateOnly.FromDateTime(moment.DateTime) : null);
}
