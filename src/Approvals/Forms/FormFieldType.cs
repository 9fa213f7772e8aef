namespace Workflows.Approvals.Forms;

/// <summary>What a field holds, and which JSON stands for it.</summary>
public enum FormFieldType
{
    /// <summary>One line; JSON string.</summary>
    Text,

    /// <summary>Several lines; JSON string.</summary>
    LongText,

    /// <summary>Whole number; JSON number.</summary>
    Int,

    /// <summary>Decimal number; JSON number.</summary>
    Decimal,

    /// <summary>Day; JSON string <c>2023-05-29</c>.</summary>
    Date,

    /// <summary>Moment; JSON string with offset, Asia/Shanghai when none is given.</summary>
    DateTime,

    /// <summary>Exactly one of the options; JSON string, the option's key.</summary>
    Enum,

    /// <summary>Several of the options; JSON array of keys.</summary>
    EnumList,

    /// <summary>Yes or no; JSON true or false.</summary>
    Bool,

    /// <summary>One tick per option; JSON array of true and false in the order of the options.</summary>
    BoolList,

    /// <summary>An organisation; JSON string, its id (or its name where free text is allowed).</summary>
    Unit,

    /// <summary>An attachment; JSON object <c>{ id, name?, size?, contentType?, contentHash? }</c>. A bare id is taken too.</summary>
    File,

    /// <summary>Any number of rows with the nested fields; JSON array of objects.</summary>
    Rows,

    /// <summary>Fields that belong together; JSON object.</summary>
    Group,

    /// <summary>A printed text that is accepted verbatim; JSON string equal to the text.</summary>
    FixedText,
}
