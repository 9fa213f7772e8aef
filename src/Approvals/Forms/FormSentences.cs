namespace Workflows.Approvals.Forms;

/// <summary>What is said where no rule of the form has its own sentence.</summary>
internal static class FormSentences
{
    public static Label Required(FormField field) => new($"请填写“{field.Label.Zh}”。", $"Fill in \"{field.Label.En}\".");

    public static Label Unknown(string key) => new($"本表没有“{key}”这一项。", $"This form has no field \"{key}\".");

    public static Label Unreadable { get; } = new("此处内容无法读取：成员重复或字符不完整，请重新填写。", "This content cannot be read: a member stands twice or a character is cut. Enter it again.");

    public static Label NotAForm { get; } = new("表单内容应为一个 JSON 对象。", "The values of a form must be one JSON object.");

    public static Label Type(FormField field) => new($"“{field.Label.Zh}”{Expected(field).Zh}", $"\"{field.Label.En}\" {Expected(field).En}");

    public static Label Option(FormField field, string found) =>
        new($"“{found}”不是“{field.Label.Zh}”的可选项。", $"\"{found}\" is not one of the options of \"{field.Label.En}\".");

    public static Label Length(FormField field, int max) =>
        new($"“{field.Label.Zh}”内容过长，最多 {max}。", $"\"{field.Label.En}\" is too long; at most {max}.");

    public static Label Decimals(FormField field) =>
        new($"“{field.Label.Zh}”最多保留 {field.Decimals} 位小数。", $"\"{field.Label.En}\" takes at most {field.Decimals} decimal places.");

    public static Label ReadOnly(FormField field) =>
        new($"“{field.Label.Zh}”由系统填写，不能更改。", $"\"{field.Label.En}\" is filled in by the system and cannot be changed.");

    public static Label NoRight(FormField field) =>
        new($"您在本环节无权更改“{field.Label.Zh}”。", $"You may not change \"{field.Label.En}\" at this step.");

    public static Label UnknownUnit(FormField field, string id) =>
        new($"“{field.Label.Zh}”：没有编号为 {id} 的单位。", $"\"{field.Label.En}\": there is no organisation with the id {id}.");

    public static Label MissingFile(FormField field) =>
        new($"“{field.Label.Zh}”的附件不存在，请重新上传。", $"The attachment of \"{field.Label.En}\" is not stored; upload it again.");

    public static Label Computed(string key) =>
        new($"“{key}”由系统计算，不能填写。", $"\"{key}\" is computed by the system and cannot be entered.");

    private static Label Expected(FormField field) => field switch
    {
        { Many: true, Type: FormFieldType.Text } => new("应为一个或多个文本。", "takes one or more texts."),
        { Many: true } => new("应为附件列表。", "takes a list of attachments."),
        _ => field.Type switch
        {
            FormFieldType.Text or FormFieldType.LongText => new("应为文本。", "takes a text."),
            FormFieldType.Int => new("应为整数。", "takes a whole number."),
            FormFieldType.Decimal => new("应为数字。", "takes a number."),
            FormFieldType.Date => new("应为日期，例如 2023-05-29。", "takes a date such as 2023-05-29."),
            FormFieldType.DateTime => new("应为日期和时间，例如 2023-05-29T09:00:00+08:00。", "takes a date and time such as 2023-05-29T09:00:00+08:00."),
            FormFieldType.Enum => new("只能选一项。", "takes exactly one option."),
            FormFieldType.EnumList => new("应为选项列表。", "takes a list of options."),
            FormFieldType.Bool => new("应为是或否。", "takes yes or no."),
            FormFieldType.BoolList => new($"应为 {field.Options.Count} 个是否勾选的值。", $"takes {field.Options.Count} ticks, each true or false."),
            FormFieldType.Unit => new("应为单位。", "takes an organisation."),
            FormFieldType.File => new("应为附件。", "takes an attachment."),
            FormFieldType.Rows => new("应为多行内容。", "takes rows."),
            FormFieldType.Group => new("应为一组内容。", "takes a group of values."),
            _ => new("须与表上印制的文字完全一致。", "must be exactly the text printed on the form."),
        },
    };
}
